/* A closer that tries again after EINTR closes. */
static int close_for_sure(int fd)
{
    int status;
    do {
        status = close(fd); //~ close-retry
    } while (status == -1 && errno == EINTR);
    return status;
}

int closed(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (listen(s, 5) < 0) {
        close_for_sure(s);
        return -1;
    }
    close_for_sure(s);
    close(s); //~ double-close
    return 0;
}
