int push_bad(int listener, struct msghdr *msg)
{
    int s = accept(listener, NULL, NULL);
    if (s < 0)
        return -1;
    if (sendmsg(s, msg, 0) < 0)
        return -1; //~ send-error-leak
    close(s);
    return 0;
}

int push_vector_bad(int listener, struct iovec *iov)
{
    int s = accept(listener, NULL, NULL);
    if (s < 0)
        return -1;
    if (writev(s, iov, 2) < 0)
        return -1; //~ send-error-leak
    close(s);
    return 0;
}
