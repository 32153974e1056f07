int greet_bad(int listener)
{
    char c;
    int s = accept(listener, NULL, NULL);
    if (s < 0)
        return -1;
    if (read(s, &c, 1) < 0)
        return -1; //~ recv-error-leak
    close(s);
    return 0;
}
