#include "io.h"

int serve_one_bad(int listener)
{
    char head[8];
    int fd = accept(listener, 0, 0);
    if (fd < 0)
        return -1;
    if (read_full(fd, head, sizeof(head)) < 0)
        return -1; //~ eof-leak
    close(fd);
    return 0;
}

int serve_one_ok(int listener)
{
    char head[8];
    int fd = accept(listener, 0, 0);
    if (fd < 0)
        return -1;
    if (read_full(fd, head, sizeof(head)) < 0) {
        close(fd);
        return -1;
    }
    close(fd);
    return 0;
}
