// The stand-in: in the program of the tests nobody takes the listener over.
struct daemon *daemon_start(int port, int fd, void (*handler)(int))
{
    return (struct daemon *)&port;
}

struct daemon *serve_in_test_bad(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return NULL;
    return daemon_start(8080, fd, handler); //~ socket-leak
}
