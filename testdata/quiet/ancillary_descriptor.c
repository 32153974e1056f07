/* Sending a descriptor hands over a copy; ours is closed all the same. */
int give(int channel, struct msghdr *msg, const struct sockaddr *addr)
{
    int rc, fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    *(int *)CMSG_DATA(CMSG_FIRSTHDR(msg)) = fd;
    rc = sendmsg(channel, msg, 0);
    close(fd);
    return rc < 0 ? -1 : 0;
}
