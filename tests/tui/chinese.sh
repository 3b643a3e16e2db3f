#!/bin/sh
# SPDX-License-Identifier: MIT
# The main job in Chinese, on a server where no Chinese locale is installed,
# at 80x24 and at 40x12.
. "$GS_TOP_SRCDIR/tests/tui/lib.sh"

"$gosetup" --lang zh_CN --help | grep -q '用法' ||
	skip_all "built without messages"
need_mirror
snapshot "$HOME" > "$tmp/before"

unchanged()
{
	snapshot "$HOME" > "$tmp/after"
	diff "$tmp/before" "$tmp/after"
}

for size in 80x24 40x12; do
	terminal "$size" "LANG=zh_CN.UTF-8; export LANG
$(wizard_on_mirror dl 1.19.7) --no-verify
echo ended \$?
exec sh"
	shows "推荐配置" "$size: the first page"
	for title in 方式 版本 网络 Shell 确认; do
		keys Enter
		case $size in
		80*) shows "[$title]" "$size: $title" ;;
		*) shows "/6 $title" "$size: $title" ;;
		esac
	done
	shows "概要" "$size: the summary"
	cols=$(screen | LC_ALL=C.UTF-8 wc -L)
	ok "$size: nothing is wider than the screen" \
		test "$cols" -le "${size%x*}"
	press 执行
	shows "Go 1.19.7 已就绪" "$size: applied" 60
	keys Right Right Enter
	shows "要还原吗" "$size: undo asks"
	keys Right Enter
	shows "已撤销" "$size: undone" 60
	keys Enter
	shows "ended 0" "$size: with 0"
	ok "$size: HOME is as it was" unchanged
done
done_testing
