#include <sys/socket.h>
#include <unistd.h>

int any_that_answers(const struct sockaddr *peers, int count)
{
    int i, fd = -1;

    for (i = 0; i < count; i++) {
        fd = socket(AF_INET, SOCK_STREAM, 0);
        if (fd < 0)
            continue;
        if (connect(fd, &peers[i], sizeof(peers[i])) == 0)
            break;
        close(fd);
    }
    if (i == count) {
        close(fd); //~ double-close
        return -1;
    }
    return fd;
}
