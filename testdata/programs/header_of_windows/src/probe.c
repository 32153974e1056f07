#include <config.h>

/* The only config.h of the tree is that of another system: here `close` is `close`. */
int can_connect_ok(const struct sockaddr *to, int len)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == -1)
        return 0;
    if (connect(s, to, len) != 0) {
        close(s);
        return 0;
    }
    close(s);
    return 1;
}

int can_connect_bad(const struct sockaddr *to, int len)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == -1)
        return 0;
    if (connect(s, to, len) != 0)
        return 0; //~ socket-leak
    close(s);
    return 1;
}
