/* Loaded before libc, it lets calls fail now and then; nothing is linked with it. */
#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static int (*real)(int, int, int, const void *, socklen_t);

int setsockopt(int fd, int level, int name, const void *value, socklen_t size)
{
    if (random() % 8 == 0) {
        shutdown(fd, SHUT_RDWR);
        close(fd);
        errno = EBADF;
        return -1;
    }
    return real(fd, level, name, value, size);
}
