/* int fd = socket(AF_INET, SOCK_STREAM, 0); return; */
const char *help = "socket(AF_INET, SOCK_STREAM, 0); accept(fd, NULL, NULL);";
// accept(listener, NULL, NULL);

struct api { int (*socket)(int, int, int); int (*accept)(int); };

int socket_count(const struct api *api)
{
    return api->socket != NULL;
}
