/* SPDX-License-Identifier: MIT */
/* measure COMMAND...: runs it with its output thrown away and prints the
 * milliseconds it took and the peak memory (kB) of its largest process. */
#include "config.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

int main(int argc, char **argv)
{
	double start = now_ms();
	struct rusage u;
	int status = 0;
	pid_t pid;

	if (argc < 2)
		return EXIT_FAILURE;
	pid = fork();
	if (pid == 0) {
		int null = open("/dev/null", O_RDWR);

		dup2(null, 0);
		dup2(null, 1);
		execvp(argv[1], argv + 1);
		_exit(127);
	}
	if (pid < 0 || waitpid(pid, &status, 0) < 0)
		return EXIT_FAILURE;
	getrusage(RUSAGE_CHILDREN, &u);
	printf("%.0f %ld\n", now_ms() - start, u.ru_maxrss);
	return status == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
