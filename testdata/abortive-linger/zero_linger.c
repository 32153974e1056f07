/* With a linger time of 0, close sends RST: what was not sent yet is lost, and the peer reads an error instead of an end. */
int say_goodbye_bad(int fd, const char *text, size_t len)
{
    struct linger now = { 1, 0 };
    if (setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now)) < 0) //~ abortive-linger
        perror("SO_LINGER");
    if (send(fd, text, len, 0) < 0)
        perror("send");
    return close(fd);
}

int say_goodbye_ok(int fd, const char *text, size_t len)
{
    struct linger patient = { 1, 10 };
    if (setsockopt(fd, SOL_SOCKET, SO_LINGER, &patient, sizeof(patient)) < 0)
        perror("SO_LINGER");
    if (send(fd, text, len, 0) < 0)
        perror("send");
    return close(fd);
}
