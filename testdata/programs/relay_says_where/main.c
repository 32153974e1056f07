/* What is given on beside the name of a file is not only logged. */
#include "move.h"
#include <sys/socket.h>

int open_it(int want)
{
    int fd = socket(AF_UNIX, SOCK_DGRAM, 0);
    if (fd < 0)
        return -1;
    if (serve_out(want, fd) < 0)
        return -1;
    return 0;
}
