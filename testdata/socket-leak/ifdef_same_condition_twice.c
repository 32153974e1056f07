/* Opened and closed under the same unknown condition. */
int run_ok(void)
{
#ifdef HAVE_STATS
    int s = socket(AF_INET, SOCK_DGRAM, 0);
#endif
    work();
#ifdef HAVE_STATS
    close(s);
#endif
    return 0;
}
