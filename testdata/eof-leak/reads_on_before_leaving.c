/* After the zero return the path does other things, but the socket stays lost. */
int fetch_bad(int listener, char *buf, struct stats *stats)
{
    int n, rc = 0;
    int s = accept(listener, NULL, NULL);
    if (s < 0)
        return -1;
    n = recv(s, buf, 64, 0);
    if (n == 0) {
        rc = 1;
        stats->closed++;
        print_stats(stats);
    } else {
        close(s);
    }
    return rc; //~ eof-leak
}
