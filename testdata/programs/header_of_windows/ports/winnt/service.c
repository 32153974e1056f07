#include <config.h>

int probe_ok(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == -1)
        return -1;
    closesocket(s);
    return 0;
}
