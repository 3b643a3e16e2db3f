/* SPDX-License-Identifier: MIT */
/*
 * The questionnaire.  One row per answer key; wizard, plain prompts, answer
 * files, --set, `gosetup questions` and the manual come from here.
 */
#include "config.h"

#include "questions/rows.h"

#include "base/i18n.h"

static const struct gs_question questions[] = {
{
	.key = "scope", .type = GS_Q_CHOICE, .page = GS_PAGE_METHOD,
	.title = N_("For whom"),
	.help = N_("Install Go for your account only, or for everybody on "
		"this machine. For your account, everything lies below your "
		"home directory and needs no administrator. For everybody, "
		"Go goes to /usr/local and needs root."),
	.choices = gs_choices_scope, .advise = gs_advise_scope,
	.validate = gs_check_scope,
}, {
	.key = "method", .type = GS_Q_CHOICE, .page = GS_PAGE_METHOD,
	.title = N_("How to install"),
	.help = N_("Where Go comes from. The official archive gives the "
		"exact version you ask for, checked against its published "
		"checksum. An archive that you already have works without "
		"a network. Keeping the Go that is here installs nothing "
		"and only sets up your shells and settings."),
	.choices = gs_choices_method, .advise = gs_advise_method,
	.validate = gs_check_method,
}, {
	.key = "version", .type = GS_Q_VERSION, .page = GS_PAGE_VERSION,
	.title = N_("Go version"),
	.help = N_("'stable' is the newest release. A line such as 1.26 "
		"means its newest patch, 1.26.4 means exactly that one. The "
		"Go team maintains the two newest lines; older ones get no "
		"security fixes any more. Several versions can live side by "
		"side: 'gosetup use' switches."),
	.choices = gs_choices_version, .advise = gs_advise_version,
	.validate = gs_check_version, .visible = gs_if_version,
	.remark = gs_remark_version,
}, {
	.key = "archive", .type = GS_Q_PATH, .page = GS_PAGE_METHOD,
	.title = N_("Archive file"),
	.help = N_("The .tar.gz file as it was downloaded from go.dev, under "
		"its own name, for example go1.26.4.linux-amd64.tar.gz. Its "
		"checksum is compared with the published one."),
	.advise = gs_advise_archive, .validate = gs_check_archive,
	.visible = gs_if_archive,
}, {
	.key = "trust", .type = GS_Q_CHOICE, .page = GS_PAGE_VERSION,
	.title = N_("Checksums from"),
	.help = N_("gosetup carries the checksums of the official releases. "
		"'known' refuses a file that contradicts them. 'index' "
		"believes the release index given with --index instead, and "
		"a local archive that nobody knows: for archives of your "
		"own company, built there."),
	.advanced = true,
	.choices = gs_choices_trust, .advise = gs_advise_trust,
	.visible = gs_if_trust,
}, {
	.key = "gopath", .type = GS_Q_PATH, .page = GS_PAGE_PATHS,
	.title = N_("GOPATH"),
	.help = N_("The directory where Go keeps downloaded modules "
		"(pkg/mod) and the programs of 'go install' (bin). Your own "
		"projects need not be in it. Empty means Go's default, the "
		"directory 'go' in your home."),
	.advise = gs_advise_gopath, .validate = gs_check_gopath,
	.remark = gs_remark_path,
}, {
	.key = "gobin", .type = GS_Q_PATH, .page = GS_PAGE_PATHS,
	.title = N_("GOBIN"),
	.help = N_("Where 'go install' puts programs. Empty means the "
		"directory bin in GOPATH, which suits nearly everybody. Go "
		"refuses to cross-install programs while GOBIN is set."),
	.advanced = true,
	.advise = gs_advise_gobin, .validate = gs_check_gobin,
	.remark = gs_remark_path,
}, {
	.key = "gocache", .type = GS_Q_PATH, .page = GS_PAGE_PATHS,
	.title = N_("Build cache (GOCACHE)"),
	.help = N_("Go keeps compiled packages here, which makes the second "
		"build fast. It can grow to several gigabytes and may be "
		"deleted at any time. It should be on a local disk. Empty "
		"means Go's default, go-build in your cache directory."),
	.advise = gs_advise_gocache, .validate = gs_check_gocache,
	.remark = gs_remark_gocache,
}, {
	.key = "gomodcache", .type = GS_Q_PATH, .page = GS_PAGE_PATHS,
	.title = N_("Module cache (GOMODCACHE)"),
	.help = N_("The sources of downloaded modules. Its files are "
		"read-only: remove it with 'go clean -modcache'. Empty means "
		"pkg/mod in GOPATH."),
	.advanced = true,
	.advise = gs_advise_gomodcache, .validate = gs_check_gomodcache,
	.remark = gs_remark_path,
}, {
	.key = "gotmpdir", .type = GS_Q_PATH, .page = GS_PAGE_PATHS,
	.title = N_("Temporary directory (GOTMPDIR)"),
	.help = N_("Go builds and runs test programs here. It must exist, "
		"and programs must be allowed to run from it: a /tmp that is "
		"mounted noexec does not do. Empty means the system's "
		"temporary directory."),
	.advanced = true,
	.advise = gs_advise_gotmpdir, .validate = gs_check_gotmpdir,
	.remark = gs_remark_gotmpdir,
}, {
	.key = "path_gobin", .type = GS_Q_BOOL, .page = GS_PAGE_PATHS,
	.title = N_("Put installed programs on PATH"),
	.help = N_("Adds the directory of 'go install' to PATH, so that "
		"tools such as gopls are found by name. It is added at the "
		"end, so that no program of the system is hidden."),
	.advise = gs_advise_path_gobin,
}, {
	.key = "goproxy", .type = GS_Q_TEXT, .page = GS_PAGE_NETWORK,
	.title = N_("Module proxy (GOPROXY)"),
	.help = N_("From where Go downloads modules: a list of addresses. "
		"After a comma the next one is asked only if the module is "
		"not there; after '|' it is asked after any error. 'direct' "
		"means the module's own repository, 'off' forbids downloads. "
		"Empty means Go's default, proxy.golang.org and then "
		"direct."),
	.secret = true,
	.choices = gs_choices_goproxy, .advise = gs_advise_goproxy,
	.validate = gs_check_goproxy, .remark = gs_remark_goproxy,
}, {
	.key = "gosumdb", .type = GS_Q_TEXT, .page = GS_PAGE_NETWORK,
	.title = N_("Checksum database (GOSUMDB)"),
	.help = N_("Proves that a module is the same for you as for the rest "
		"of the world, whichever proxy sent it. Empty means Go's "
		"default, sum.golang.org. In mainland China, "
		"sum.golang.google.cn is the same database under an address "
		"that is reachable."),
	.choices = gs_choices_gosumdb, .advise = gs_advise_gosumdb,
	.validate = gs_check_gosumdb, .remark = gs_remark_gosumdb,
}, {
	.key = "goprivate", .type = GS_Q_TEXT, .page = GS_PAGE_NETWORK,
	.title = N_("Private modules (GOPRIVATE)"),
	.help = N_("Module paths that no public proxy and no public checksum "
		"database shall ever hear of: prefixes with * and ?, "
		"separated by commas, such as "
		"git.example.com/*,*.corp.example."),
	.advise = gs_advise_goprivate, .validate = gs_check_patterns,
	.remark = gs_remark_private,
}, {
	.key = "gonoproxy", .type = GS_Q_TEXT, .page = GS_PAGE_NETWORK,
	.title = N_("Not through the proxy (GONOPROXY)"),
	.help = N_("Module paths that are fetched from their own repository. "
		"Empty means the same as GOPRIVATE. Set it to 'none' when "
		"your private modules come through a proxy of your "
		"company."),
	.advanced = true,
	.advise = gs_advise_gonoproxy, .validate = gs_check_patterns,
	.remark = gs_remark_private,
}, {
	.key = "gonosumdb", .type = GS_Q_TEXT, .page = GS_PAGE_NETWORK,
	.title = N_("Not in the checksum database (GONOSUMDB)"),
	.help = N_("Module paths that are not checked against the checksum "
		"database. Empty means the same as GOPRIVATE."),
	.advanced = true,
	.advise = gs_advise_gonosumdb, .validate = gs_check_patterns,
	.remark = gs_remark_gonosumdb,
}, {
	.key = "goinsecure", .type = GS_Q_TEXT, .page = GS_PAGE_NETWORK,
	.title = N_("Without TLS checks (GOINSECURE)"),
	.help = N_("Module paths whose own repository may be read over plain "
		"http or with a certificate that nobody signed. Only for "
		"servers of your own network."),
	.advanced = true,
	.advise = gs_advise_goinsecure, .validate = gs_check_patterns,
	.remark = gs_remark_goinsecure,
}, {
	.key = "gotoolchain", .type = GS_Q_VERSION, .page = GS_PAGE_VERSION,
	.title = N_("Toolchain switching (GOTOOLCHAIN)"),
	.help = N_("Since 1.21, Go fetches a newer Go by itself when a "
		"project asks for one. 'local' never does that, 'path' only "
		"takes what is on PATH, a name such as go1.26.4 always uses "
		"that one. Empty means Go's default, normally 'auto'."),
	.advanced = true,
	.choices = gs_choices_gotoolchain, .advise = gs_advise_gotoolchain,
	.validate = gs_check_gotoolchain,
	.remark = gs_remark_gotoolchain,
}, {
	.key = "go111module", .type = GS_Q_CHOICE, .page = GS_PAGE_EXTRAS,
	.title = N_("Modules (GO111MODULE)"),
	.help = N_("Since Go 1.16 modules are always on and this variable is "
		"only a source of trouble. Leave it empty, unless you "
		"maintain a project from before 2019."),
	.advanced = true,
	.choices = gs_choices_go111module, .advise = gs_advise_go111module,
	.remark = gs_remark_go111module,
}, {
	.key = "goflags", .type = GS_Q_TEXT, .page = GS_PAGE_EXTRAS,
	.title = N_("Flags of every go command (GOFLAGS)"),
	.help = N_("Flags that are added to every go command that knows "
		"them, separated by blanks, each as -flag or -flag=value: "
		"for example -trimpath -mod=readonly."),
	.advanced = true,
	.advise = gs_advise_goflags, .validate = gs_check_goflags,
}, {
	.key = "cgo_enabled", .type = GS_Q_CHOICE, .page = GS_PAGE_EXTRAS,
	.title = N_("Use of C code (CGO_ENABLED)"),
	.help = N_("Whether Go packages may contain C code. Empty lets Go "
		"decide: yes when there is a C compiler, no otherwise (since "
		"Go 1.20)."),
	.advanced = true,
	.choices = gs_choices_cgo, .advise = gs_advise_cgo_enabled,
}, {
	.key = "http_proxy", .type = GS_Q_TEXT, .page = GS_PAGE_NETWORK,
	.title = N_("HTTP proxy (http_proxy)"),
	.help = N_("A proxy of your network for plain http, for example "
		"http://proxy.example.com:3128. gosetup exports it from your "
		"shells, together with Go's PATH. Empty: nothing is "
		"exported. A password in it is shown as *** and not saved "
		"with your answers."),
	.advanced = true, .secret = true,
	.advise = gs_advise_http_proxy, .validate = gs_check_http_proxy,
	.remark = gs_remark_http_proxy,
}, {
	.key = "https_proxy", .type = GS_Q_TEXT, .page = GS_PAGE_NETWORK,
	.title = N_("HTTPS proxy (https_proxy)"),
	.help = N_("A proxy of your network for https, which is what Go "
		"downloads with; its own address usually starts with "
		"http://. gosetup exports it from your shells. Empty: "
		"nothing is exported. A password in it is shown as *** and "
		"not saved with your answers."),
	.advanced = true, .secret = true,
	.advise = gs_advise_https_proxy, .validate = gs_check_http_proxy,
	.remark = gs_remark_http_proxy,
}, {
	.key = "no_proxy", .type = GS_Q_TEXT, .page = GS_PAGE_NETWORK,
	.title = N_("Without HTTP proxy (no_proxy)"),
	.help = N_("Hosts that are reached without the HTTP proxy, separated "
		"by commas: localhost,127.0.0.1,.example.com."),
	.advanced = true,
	.advise = gs_advise_no_proxy, .validate = gs_check_no_proxy,
}, {
	.key = "shells", .type = GS_Q_MULTI, .page = GS_PAGE_SHELLS,
	.title = N_("Shells to set up"),
	.help = N_("The shells that shall find go. Each gets a block of three "
		"lines in the file that it really reads, and 'gosetup undo' "
		"takes it out again. 'detected' means every shell that is "
		"installed here and that gosetup knows; 'none' leaves all "
		"shell files alone."),
	.choices = gs_choices_shells, .advise = gs_advise_shells,
	.validate = gs_check_shells,
}, {
	.key = "export_vars", .type = GS_Q_BOOL, .page = GS_PAGE_SHELLS,
	.title = N_("Also export the settings"),
	.help = N_("gosetup writes settings to Go's own file, where every "
		"shell, editor and service finds them. Exporting them from "
		"the shells as well helps only tools that look at $GOPATH "
		"themselves; an exported value wins over 'go env -w'."),
	.advanced = true, .advise = gs_advise_export_vars,
}, {
	.key = "set_goroot", .type = GS_Q_BOOL, .page = GS_PAGE_SHELLS,
	.title = N_("Export GOROOT"),
	.help = N_("Go finds its own directory. A GOROOT that is set makes "
		"every other Go on this machine use the wrong standard "
		"library. Only old tools insist on it."),
	.advanced = true, .advise = gs_advise_set_goroot,
	.remark = gs_remark_set_goroot,
}, {
	.key = "editors", .type = GS_Q_MULTI, .page = GS_PAGE_EXTRAS,
	.title = N_("Editors"),
	.help = N_("Editors to set up for Go. This version sets up none: "
		"editors find go on PATH."),
	.advanced = true, .advise = gs_advise_nothing,
	.validate = gs_check_nothing_yet, .visible = gs_if_never,
}, {
	.key = "tools", .type = GS_Q_MULTI, .page = GS_PAGE_EXTRAS,
	.title = N_("Tools"),
	.help = N_("Go programs to install besides, such as gopls. This "
		"version installs none; 'go install' does."),
	.advanced = true, .advise = gs_advise_nothing,
	.validate = gs_check_nothing_yet, .visible = gs_if_never,
}, {
	.key = "hooks", .type = GS_Q_MULTI, .page = GS_PAGE_EXTRAS,
	.title = N_("Hooks"),
	.help = N_("Completions and git hooks for Go. This version installs "
		"none."),
	.advanced = true, .advise = gs_advise_nothing,
	.validate = gs_check_nothing_yet, .visible = gs_if_never,
}, {
	.key = "fixes", .type = GS_Q_MULTI, .page = GS_PAGE_FOUND,
	.title = N_("Repairs"),
	.help = N_("Problems found on this machine that shall be repaired. "
		"This version points problems out on the Review page, and "
		"leaves the repair to you."),
	.advanced = true, .advise = gs_advise_nothing,
	.validate = gs_check_nothing_yet, .visible = gs_if_never,
}, {
	.key = NULL,
} };

const struct gs_question *gs_questions(void)
{
	return questions;
}

const struct gs_question *gs_question_find(const char *key)
{
	int i = gs_question_index(key);

	return i < 0 ? NULL : &questions[i];
}
