// Winsock's header is included here, but what only POSIX has is called as well.
#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
#endif

int dial_as_user_ok(const struct sockaddr *to, socklen_t len)
{
    int fd;
    setuid(getuid());
    fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, to, len) < 0) {
        perror("connect");
        close(fd);
        return -1;
    }
    close(fd);
    return 0;
}
