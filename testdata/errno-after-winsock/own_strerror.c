/* Where `errno` is 0 the macro asks for the other code. */
#ifdef _WIN32
#include <winsock2.h>
#define strerror(code) ((code) > 0 ? strerror(code) : text_of(GetLastError()))
#endif

int take_ok(int s, char *buf, int len)
{
    int n = recv(s, buf, len, 0);
    if (n < 0)
        fprintf(stderr, "recv: %s\n", strerror(errno));
    return n;
}

int take_bad(int s, char *buf, int len)
{
    int n = recv(s, buf, len, 0);
    if (n < 0)
        perror("recv"); //~ errno-after-winsock
    return n;
}
