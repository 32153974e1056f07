/* The receive timeout is set here, so EAGAIN means that it ran out: the same table decides as for any other error. */
int wait_answer_bad(int s)
{
    char buf[64];
    struct timeval tv = { .tv_sec = 3 };
    int n;
    if (setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof(tv)) != 0)
        return -1;
    n = recv(s, buf, sizeof(buf), 0);
    if (n == 0) {
        close(s);
        return -1;
    }
    if (n < 0 && errno == EAGAIN)
        return 0; //~ recv-error-leak
    if (n < 0)
        close(s);
    return n;
}
