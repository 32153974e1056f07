/* Three ways out, three rules. */
int ask_bad(const struct sockaddr *addr, char *buf)
{
    int n;
    int s = socket(AF_INET, kind, 0);
    if (s < 0)
        return -1;
    if (send(s, "?", 1, 0) < 0)
        return -1; //~ send-error-leak
    n = recv(s, buf, 64, 0);
    if (n < 0)
        return -1; //~ recv-error-leak
    if (n == 0)
        return 0; //~ eof-leak
    close(s);
    return n;
}
