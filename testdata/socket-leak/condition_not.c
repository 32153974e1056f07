/* `!s` is the wrong test (0 is a socket); what it lets through is lost at the end. */
int probe_bad(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (!s) //~ invalid-socket-check
        return -1;
    if (connect(s, addr, sizeof(*addr)) != 0)
        return -1; //~ socket-leak
    close(s);
    return 0;
}
