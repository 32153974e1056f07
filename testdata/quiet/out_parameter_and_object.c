// The caller is told the number, but the object that is returned has the socket as well, and closes it in the end.
#include <sys/socket.h>
#include <stdlib.h>
#include <unistd.h>

struct private { int fd; int close_it; };
struct client { void *private; };

static struct client *client_create(int *sockp)
{
    struct private *private = NULL;
    struct client *client = malloc(sizeof(*client));
    if (!client)
        goto failed;
    private = malloc(sizeof(*private));
    if (!private)
        goto failed;
    client->private = (char *)private;
    private->close_it = 0;
    if (*sockp < 0) {
        *sockp = socket(AF_INET, SOCK_DGRAM, 0);
        if (*sockp < 0)
            goto failed;
        private->close_it = 1;
    }
    private->fd = *sockp;
    return client;
failed:
    free(private);
    free(client);
    return NULL;
}

struct client *client_for_any_socket(void)
{
    int sock = -1;
    struct client *client = client_create(&sock);
    if (!client)
        return NULL;
    return client;
}
