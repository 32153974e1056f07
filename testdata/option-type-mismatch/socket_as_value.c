#ifdef _WIN32
#include <winsock2.h>
#endif

struct listener {
    sock_of_ours fd;
};

/* The option takes a SOCKET, which is as wide as an address. */
void accepted_ok(SOCKET s, struct listener *from)
{
#ifdef _WIN32
    (void)setsockopt(s, SOL_SOCKET, SO_UPDATE_ACCEPT_CONTEXT, (char *)&from->fd, sizeof(&from->fd));
#endif
}

void kept_bad(SOCKET s)
{
#ifdef _WIN32
    BOOL on = TRUE;
    (void)setsockopt(s, SOL_SOCKET, SO_KEEPALIVE, (char *)&on, sizeof(&on)); //~ option-type-mismatch
#endif
}
