/* SPDX-License-Identifier: MIT */
/* Texts of data/, for translators; written by po/update.sh. */
N_("Alibaba Cloud, mainland China")
N_("Alibaba Cloud, mainland China; no checksum database")
N_("Huawei Cloud, mainland China; no checksum database")
N_("Huazhong University of Science and Technology, mainland China")
N_("Nanjing University, mainland China")
N_("Tencent Cloud, mainland China; no checksum database")
N_("dl.google.com, the files themselves")
N_("go.dev, the Go project (sends on to dl.google.com)")
N_("golang.google.cn, the Go project for mainland China")
N_("goproxy.cn, mainland China; passes the checksum database on")
N_("proxy.golang.org, the Go project")
