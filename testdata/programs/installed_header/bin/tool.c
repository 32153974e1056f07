/* Installed as proj/util/out.h, it stands in lib/util. */
#include <proj/util/out.h>

int dial_ok(const struct sockaddr *to, int len)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == -1)
        return -1;
    if (connect(s, to, len) != 0) {
        enough("cannot connect");
        return -1;
    }
    return s;
}

int dial_bad(const struct sockaddr *to, int len)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == -1)
        return -1;
    if (connect(s, to, len) != 0)
        return -1; //~ socket-leak
    return s;
}
