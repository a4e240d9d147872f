// What a child does between fork and exec must not allocate, lock or run Swift: so it stands here.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CChildProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef MFD_EXEC
#define MFD_EXEC 0x0010U
#endif

int eid_image_create(void) {
    int image = memfd_create("external-method", MFD_CLOEXEC | MFD_ALLOW_SEALING | MFD_EXEC);
    if (image < 0 && errno == EINVAL) image = memfd_create("external-method", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    return image;
}

int eid_image_seal(int image) {
    if (fchmod(image, 0500) != 0) return -1;
    return fcntl(image, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE);
}

int eid_socket_pair(int ends[2]) {
    return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends);
}

int eid_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int eid_wakeup(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

int eid_process_watch(int32_t process) {
#ifdef SYS_pidfd_open
    return (int)syscall(SYS_pidfd_open, (pid_t)process, 0);
#else
    errno = ENOSYS;
    return -1;
#endif
}

static void eid_limit(int resource, uint64_t value) {
    struct rlimit limit = {(rlim_t)value, (rlim_t)value};
    setrlimit(resource, &limit);
}

int32_t eid_spawn(
    int image, int is_script, int socket, int output, char *const arguments[], char *const environment[],
    struct eid_limits limits
) {
    pid_t parent = getpid();
    pid_t child = fork();
    if (child != 0) return child;
    if (setsid() < 0) _exit(126);
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent) _exit(126);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) _exit(126);
    for (int number = 1; number < 65; number++) signal(number, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    // High first, so that none of them is overwritten by another one's place.
    int null = open("/dev/null", O_RDONLY);
    int high_null = fcntl(null, F_DUPFD, 64), high_socket = fcntl(socket, F_DUPFD, 64);
    int high_output = fcntl(output, F_DUPFD, 64), high_image = fcntl(image, F_DUPFD, 64);
    if (high_null < 0 || high_socket < 0 || high_output < 0 || high_image < 0) _exit(126);
    if (dup2(high_null, 0) < 0 || dup2(high_output, 1) < 0 || dup2(high_output, 2) < 0) _exit(126);
    if (dup2(high_socket, 3) < 0 || dup2(high_image, 4) < 0) _exit(126);
    if (!is_script && fcntl(4, F_SETFD, FD_CLOEXEC) != 0) _exit(126);
    if (close_range(5, ~0U, 0) != 0) _exit(126);
    umask(077);
    if (chdir("/") != 0) _exit(126);
    eid_limit(RLIMIT_CORE, 0);
    eid_limit(RLIMIT_AS, limits.memory);
    eid_limit(RLIMIT_NOFILE, limits.files);
    fexecve(4, arguments, environment);
    _exit(127);
}
