int whole_message_bad(int fd, struct msghdr *head, char *to, int size)
{
    int n, filled = 0;
again:
    head->msg_iov->iov_base = &to[filled];
    head->msg_iov->iov_len = size - filled;
    n = recvmsg(fd, head, MSG_NOSIGNAL | MSG_WAITALL); //~ eof-unhandled
    if (n == -1 && errno == EINTR)
        goto again;
    if (n == -1)
        return -errno;
    filled += n;
    if (filled != size)
        goto again;
    return filled;
}

int whole_message_ok(int fd, struct msghdr *head, char *to, int size)
{
    int n, filled = 0;
again:
    head->msg_iov->iov_base = &to[filled];
    head->msg_iov->iov_len = size - filled;
    n = recvmsg(fd, head, MSG_NOSIGNAL | MSG_WAITALL);
    if (n == -1 && errno == EINTR)
        goto again;
    if (n == -1)
        return -errno;
    if (n == 0)
        return -ENOTCONN;
    filled += n;
    if (filled != size)
        goto again;
    return filled;
}

/* Of a datagram there is no rest to wait for, but the next one comes. */
int parts_ok(int fd, struct msghdr *head, int size)
{
    int n, filled = 0;
again:
    n = recvmsg(fd, head, 0);
    if (n == -1)
        return -errno;
    filled += n;
    if (filled != size)
        goto again;
    return filled;
}

/* What kind of message it was is written though it is empty. */
int first_that_is_no_notice_ok(int fd, struct iovec *room)
{
    struct msghdr head = {0};
    int n;
    head.msg_iov = room;
    head.msg_iovlen = 1;
    for (;;) {
        n = recvmsg(fd, &head, MSG_WAITALL);
        if (n < 0)
            return -1;
        if (head.msg_flags & MSG_NOTIFICATION)
            continue;
        break;
    }
    return n;
}
