/* Opened and closed under different conditions: only possible, so not shown. */
int run_ok(void)
{
    int s = -1;
#ifdef HAVE_STATS
    s = socket(AF_INET, SOCK_DGRAM, 0);
#endif
    work();
#ifdef HAVE_SOCKETS
    close(s);
#endif
    return 0;
}
