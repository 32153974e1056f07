/* SO_ERROR fills the code in, whether or not the call that asks for it fails. */
#include <winsock2.h>

void look_ok(SOCKET s)
{
    int code = 0, size = sizeof(code);
    int result = getsockopt(s, SOL_SOCKET, SO_ERROR, (char *)&code, &size);
    if (result == SOCKET_ERROR)
        log_error(code, "connection lost");
}

void bind_bad(SOCKET s, const struct sockaddr *to, int size)
{
    int code = 0;
    int result = bind(s, to, size);
    if (result == SOCKET_ERROR)
        log_error(code, "cannot bind"); //~ errno-after-winsock
}

/* That it is 0 where nobody marks anything, the test has told. */
void marked_ok(SOCKET s)
{
    int code = 0, size = sizeof(code);
    if (getsockopt(s, SOL_SOCKET, SO_ERROR, (char *)&code, &size) == SOCKET_ERROR)
        code = last_code();
    if (code)
        mark(s);
    log_error(code, "connection lost");
}
