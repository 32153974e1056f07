/* That a table has it does not make a second close right. */
#include <sys/socket.h>
#include <unistd.h>

static struct peer {
    int used;
} peers[1024];

void drop(int listener)
{
    int fd = accept(listener, 0, 0);
    if (fd < 0)
        return;
    peers[fd].used = 1;
    close(fd);
    close(fd); //~ double-close
}
