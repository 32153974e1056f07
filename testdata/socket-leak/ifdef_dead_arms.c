int open_ok(const struct sockaddr *addr)
{
#if 0
    int dead = socket(AF_INET, SOCK_STREAM, 0);
    return -1;
#endif
#if defined(NO_SUCH_SYSTEM) && 0
    socket(AF_INET, SOCK_STREAM, 0);
#endif
    return 0;
}
