/* A descriptor that is the index of a table is somebody's only if something is stored under it where others find it. */
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static unsigned used[1024];

unsigned read_only(int listener)
{
    int fd = accept(listener, 0, 0);
    if (fd < 0)
        return 0;
    return used[fd]; //~ socket-leak
}

void own_table(int listener)
{
    unsigned seen[1024];
    int fd = accept(listener, 0, 0);
    if (fd < 0)
        return;
    seen[fd] = 1;
} //~ socket-leak

void forgotten_again(int listener)
{
    int fd = accept(listener, 0, 0);
    if (fd < 0)
        return;
    used[fd] = 0;
} //~ socket-leak

/* Who returns it as well leaves it to its caller. */
static int noted(int listener)
{
    int fd = accept(listener, 0, 0);
    if (fd >= 0)
        used[fd] = 1;
    return fd;
}

int asks(int listener)
{
    int fd = noted(listener);
    if (fd < 0)
        return -1;
    if (listen(fd, 1) < 0)
        return -1; //~ socket-leak
    close(fd);
    return 0;
}

/* What is counted, cleared or printed under it is nobody's way to it. */
int counted(int listener)
{
    int fd = accept(listener, 0, 0);
    if (fd < 0)
        return -1;
    used[fd] += 1;
    memset(&used[fd], 0, sizeof used[fd]);
    if (listen(fd, 1) < 0)
        return -1; //~ socket-leak
    close(fd);
    return 0;
}

/* A counter is no descriptor. */
void several(int listener)
{
    int fds[4], i;
    for (i = 0; i < 4; i++) {
        int fd = accept(listener, 0, 0);
        used[i] = 1;
        if (fd < 0)
            continue;
        fds[i] = 0;
    } //~ socket-leak
}
