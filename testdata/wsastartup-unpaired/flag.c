#include <winsock2.h>

static int is_started;

/* The flag says whether there is something to end. */
int begin_ok(void)
{
    WSADATA data;
    if (WSAStartup(MAKEWORD(2, 2), &data) != 0)
        goto fail;
    is_started = 1;
    if (set_up() == 0)
        return 0;
fail:
    if (is_started) {
        WSACleanup();
        is_started = 0;
    }
    return -1;
}
