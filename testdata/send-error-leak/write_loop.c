int push_all_bad(int listener, const char *data, size_t len)
{
    size_t sent = 0;
    int s = accept(listener, NULL, NULL);
    if (s < 0)
        return -1;
    while (sent < len) {
        ssize_t n = send(s, data + sent, len - sent, MSG_NOSIGNAL);
        if (n < 0) {
            if (errno == EINTR)
                continue;
            return -1; //~ send-error-leak
        }
        sent += n;
    }
    close(s);
    return 0;
}

int push_all_ok(int fd, const char *data, size_t len)
{
    size_t sent = 0;
    while (sent < len) {
        ssize_t n = send(fd, data + sent, len - sent, MSG_NOSIGNAL);
        if (n < 0) {
            if (errno == EINTR)
                continue;
            return -1;
        }
        sent += n;
    }
    return 0;
}
