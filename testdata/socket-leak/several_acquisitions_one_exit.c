/* Two sockets lost at one exit: two findings. */
int open_bad(const struct sockaddr *addr)
{
    int a = socket(AF_INET, SOCK_STREAM, 0);
    int b = socket(AF_INET6, SOCK_STREAM, 0);
    if (a < 0 || b < 0)
        return -1; //~ socket-leak
        //~| socket-leak
    close(a);
    close(b);
    return 0;
}
