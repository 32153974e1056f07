#include "sockets.h"
using namespace net;

void sockets::shut(int fd)
{
    if (::close(fd) < 0)
        report("close");
}
