int fetch_bad(int listener, struct msghdr *msg)
{
    int s = accept(listener, NULL, NULL);
    if (s < 0)
        return -1;
    if (recvmsg(s, msg, 0) < 0)
        return -1; //~ recv-error-leak
    close(s);
    return 0;
}
