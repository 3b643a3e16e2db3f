#!/bin/sh
# SPDX-License-Identifier: MIT
# tiny.sh DIR VERSION PLATFORM: a tree of 12 entries that looks like Go.
# Its bin/go is a script; it answers `version` and `env`.
set -eu
dir=$1 version=$2 os=${3%-*} arch=${3#*-}
case $version in *-evil) shown=${version%-evil} ;; *) shown=$version ;; esac

mkdir -p "$dir/bin" "$dir/pkg/tool" "$dir/src/fmt"
printf 'go%s' "$shown" > "$dir/VERSION"
echo 'A tree for tests.' > "$dir/LICENSE"
echo '// Package fmt is empty here.' > "$dir/src/fmt/doc.go"
echo 'package fmt' >> "$dir/src/fmt/doc.go"
echo "$version" > "$dir/pkg/tool/README"
cat > "$dir/bin/go" <<END
#!/bin/sh
here=\$(cd "\$(dirname "\$0")/.." && pwd -P)
case \${1-} in
version) echo "go version go$shown $os/$arch" ;;
env)
	shift
	for name; do
		eval "value=\\\${\$name-}"
		case \$name in
		GOROOT) value=\$here ;;
		GOVERSION) value=go$shown ;;
		GOOS) value=$os ;;
		GOARCH) value=$arch ;;
		*)
			file=\${GOENV:-\${XDG_CONFIG_HOME:-\$HOME/.config}/go/env}
			[ -n "\$value" ] || [ ! -f "\$file" ] ||
				value=\$(sed -n "s/^\$name=//p" "\$file")
			;;
		esac
		echo "\$value"
	done
	;;
*) echo "this go only knows version and env" >&2; exit 2 ;;
esac
END
echo '#!/bin/sh' > "$dir/bin/gofmt"
chmod 755 "$dir/bin/go" "$dir/bin/gofmt"
