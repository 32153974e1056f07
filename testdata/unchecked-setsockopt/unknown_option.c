/* Not in any list, or chosen at run time: a note. */
void set_up_perhaps(int fd, int level, int option, int on)
{
    setsockopt(fd, level, option, &on, sizeof(on)); //~ note unchecked-setsockopt
}
