/* One finding, under the name that the text has. */
#ifdef _WIN32
#include <winsock2.h>
#define send windows_send
#endif

struct client { int send; };

void open_it(struct client *c)
{
    c->send = socket(AF_INET, SOCK_DGRAM, 0);
    if (c->send < 0)
        c->send = -1;
}

void destroy_bad(struct client *c)
{
    if (c->send > 0) //~ invalid-socket-check
        shutdown(c->send, 2);
}
