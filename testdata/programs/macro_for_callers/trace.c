#define TRACE_ITSELF
#include "trace.h"
#include <unistd.h>

int trace_close(int fd, int line)
{
    log_close(fd, line);
    return net_close(fd);
}
