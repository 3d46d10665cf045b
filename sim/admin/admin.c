#include "admin.h"
void admin_answer(const struct admin_services*s,const struct request*r,struct answer*a){(void)s;(void)r;answer_set(a,404,"text/plain","no");}
