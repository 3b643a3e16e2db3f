# SPDX-License-Identifier: MIT
# usage: perl build-aux/manual.pl GOSETUP VERSION > doc/gosetup.1
# The manual page, from what the program says about itself: its help and its
# table of questions.  tests/lint/manual.sh fails when doc/gosetup.1 is old.
use strict;
use warnings;
use JSON::PP;

my ($gosetup, $version) = @ARGV;
$ENV{LC_ALL} = 'C.UTF-8';
delete $ENV{LANGUAGE};

sub output {
	open my $f, '-|', $gosetup, @_ or die "cannot run $gosetup: $!\n";
	local $/;
	my $text = <$f>;
	close $f or die "$gosetup @_ failed\n";
	return $text;
}

sub roff {
	my ($text) = @_;
	$text =~ s/\\/\\e/g;
	$text =~ s/-/\\-/g;
	$text =~ s/'/\\(aq/g;
	$text =~ s/^\./\\&./gm;
	return $text;
}

# One section of the help: lines "  left    right".
sub section {
	my ($help, $title) = @_;
	my ($body) = $help =~ /^\Q$title\E:\n((?:  .*\n)+)/m
		or die "the help has no section '$title'\n";
	return map { [ /^ +(\S.*?)(?: {2,}(.*))?$/ ] } split /\n/, $body;
}

sub items {
	for (@_) {
		printf ".TP\n.B %s\n%s\n", roff($_->[0]), roff($_->[1] // '');
	}
}

my $help = output('--help');
my ($about) = $help =~ /\A.*\n\n((?:.+\n)+)/;

print <<"END";
.\\" SPDX-License-Identifier: MIT
.\\" Written by build-aux/manual.pl.
.TH GOSETUP 1 "" "gosetup $version" "User Commands"
.SH NAME
gosetup \\- get Go ready on a machine, and take it back
.SH SYNOPSIS
.B gosetup
.RI [ COMMAND ]
.RI [ OPTION ]...
.SH DESCRIPTION
END
print roff($about);
print <<'END';
.PP
Without a command, the wizard walks through everything. Nothing is written
before its last page. Without a terminal it prints the plan.
.SH COMMANDS
END
items(map { $_->[0] =~ /^\(none\)/
	? [ '(none)', $_->[1] // $_->[0] ] : $_ } section($help, 'Commands'));
print ".SH OPTIONS\n";
items(section($help, 'Options of all commands'));
print <<'END';
.SH ANSWERS
Each question has a key, for
.B \-\-set
and for the JSON object of
.BR \-\-answers .
A key that is not answered takes the recommendation;
.B gosetup questions
shows it, with its reason on this machine and the choices.
END
for my $q (@{decode_json(output('questions', '--json'))->{questions}}) {
	printf ".TP\n.BR %s \" (%s)\"\n%s.\n%s\n", roff($q->{key}),
		$q->{type}, roff($q->{title}), roff($q->{help});
}
print ".SH EXIT STATUS\n";
items(map { [ "$_->[0]" =~ /^(\d+) (.*)/ ] } section($help, 'Exit codes'));
print <<'END';
.SH ENVIRONMENT
.BR HOME ,
.BR XDG_CONFIG_HOME ,
.BR XDG_STATE_HOME ,
.BR XDG_CACHE_HOME ,
.BR ZDOTDIR ,
.BR GOENV ,
.BR http_proxy ,
.BR https_proxy ,
.BR no_proxy ,
.BR NO_COLOR
and
.B ACCESSIBLE
(line prompts) mean what they mean elsewhere.
.SH FILES
.TP
.I ~/sdk/goX.Y.Z
Go trees of this user;
.I ~/sdk/current
is the link that PATH points at.
.TP
.I /usr/local/lib/gosetup/goX.Y.Z
The same for all users;
.I /usr/local/go
is the link.
.TP
.I ~/.config/gosetup/env.sh
Puts Go on PATH, once; read by the block in the shell's own file.
.TP
.I ~/.config/gosetup/answers.json
The last answers, without passwords.
.TP
.I ~/.local/state/gosetup
Journal, backups and receipts of all runs (root:
.IR /var/lib/gosetup ).
.TP
.I /etc/gosetup/*.json
Data files that replace the built-in ones.
.SH EXAMPLES
.TP
.B gosetup plan \-\-diff
Every edit that the recommendations would make, as a patch.
.TP
.B gosetup apply \-\-yes \-\-set version=1.26 \-\-set shells=bash,zsh
Without a question.
.TP
.B gosetup apply \-\-yes \-\-answers lab.json \-\-mirror http://10.0.0.5/dl
The same on many machines, from a mirror of your own.
.TP
.B gosetup undo
Take the last run back.
END
