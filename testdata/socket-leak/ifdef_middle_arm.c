int watch_bad(void)
{
#if defined(__linux__)
    int s = 0;
#elif defined(__APPLE__)
    int s = socket(PF_ROUTE, SOCK_RAW, 0);
    if (s < 0)
        return -1;
    if (fcntl(s, F_SETFL, O_NONBLOCK) < 0)
        return -1; //~ socket-leak
    close(s);
#else
    int s = -1;
#endif
    return s;
}
