#ifdef _WIN32
#include <winsock2.h>
#endif

int wait_bad(int fd, fd_set *set)
{
    int n = select(fd + 1, set, NULL, NULL, NULL);
    if (n < 0)
        log_line("select: %s", strerror(errno)); //~ errno-after-winsock
    return n;
}

int told_bad(int s, const struct sockaddr *to)
{
    if (connect(s, to, sizeof(struct sockaddr)) == -1) {
        perror("connect"); //~ errno-after-winsock
        return -1;
    }
    return 0;
}

int set_before_ok(int s, char *buf, int len)
{
    int n = recv(s, buf, len, 0);
    if (n < 0) {
#ifdef _WIN32
        errno = WSAGetLastError();
#endif
        if (errno == EWOULDBLOCK)
            return 0;
    }
    return n;
}

/* A file of the C run-time. */
int file_ok(const char *path)
{
    int fd = open(path, O_RDONLY);
    if (fd < 0)
        perror(path);
    return fd;
}

/* Only where the call worked. */
int worked_ok(int s, char *buf, int len)
{
    int n = recv(s, buf, len, 0);
    if (n > 0)
        errno_of_yesterday = errno;
    return n;
}
