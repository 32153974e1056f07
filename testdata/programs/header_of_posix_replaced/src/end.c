/* The replacement does not make this a file for Windows. */
#include <dirent.h>

#ifndef _WIN32
int wait_ok(int s)
{
    struct timeval tv = {5, 0};
    return setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof(tv));
}
#endif
