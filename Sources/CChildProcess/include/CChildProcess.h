#ifndef EID_CHILD_PROCESS_H
#define EID_CHILD_PROCESS_H

// No header that defines structures: they would seem to be this module's to whoever uses them.
#include <stdint.h>

/// A file in memory that can be executed; -1 where the system gives none.
int eid_image_create(void);

/// Makes a file in memory unchangeable for everybody and for ever.
int eid_image_seal(int image);

/// Both ends of a socket, closed by exec.
int eid_socket_pair(int ends[2]);

/// Both ends of a pipe, closed by exec.
int eid_pipe(int ends[2]);

/// Something to wake a thread that polls.
int eid_wakeup(void);

/// A descriptor that is readable once a process has ended (pidfd_open(2)); -1 where the system has none.
int eid_process_watch(int32_t process);

/// What a child may use.
struct eid_limits {
    uint64_t memory;
    uint64_t files;
};

/// Starts an image with descriptor 3 as its socket; it ends with the thread that calls this.
///
/// A script's interpreter opens the image by its name, so a script keeps descriptor 4; a program keeps 0 to 3.
int32_t eid_spawn(
    int image, int is_script, int socket, int output, char *const arguments[], char *const environment[],
    struct eid_limits limits
);

#endif
