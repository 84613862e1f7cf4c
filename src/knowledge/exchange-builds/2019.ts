import { type ExchangeBuild, row, unverifiedRow } from './row.js';

/** Exchange Server 2019: its releases, the oldest first. */
export const builds2019: readonly ExchangeBuild[] = [
  unverifiedRow('2019', 'RTM', '15.2.221.12'),
  row('2019', 'CU1', '15.2.330.5', '2019-02-12', 'Feb19SU .5 Apr19SU .7 Jun19SU .8 Jul19SU .9 Sep19SU .10 Mar21SU .11'),
  row('2019', 'CU2', '15.2.397.3', '2019-06-18', 'Jul19SU .5 Sep19SU .6 Nov19SU .9 Mar21SU .11'),
  row('2019', 'CU3', '15.2.464.5', '2019-09-17', 'Nov19SU .7 Feb20SU .11 Mar20SU .14 Mar21SU .15'),
  row('2019', 'CU4', '15.2.529.5', '2019-12-17', 'Feb20SU .8 Mar20SU .11 Mar21SU .13'),
  row('2019', 'CU5', '15.2.595.3', '2020-03-17', 'Sep20SU .6 Mar21SU .8'),
  row('2019', 'CU6', '15.2.659.4', '2020-06-16', 'Sep20SU .6 Oct20SU .7 Nov20SU .8 Dec20SU .11 Mar21SU .12'),
  row('2019', 'CU7', '15.2.721.2', '2020-09-15', 'Oct20SU .3 Nov20SU .4 Dec20SU .6 Feb21SU .8 Mar21SU .13'),
  row('2019', 'CU8', '15.2.792.3', '2020-12-15', 'Feb21SU .5 Mar21SU .10 Apr21SU .13 May21SU .15'),
  row('2019', 'CU9', '15.2.858.5', '2021-03-16', 'Apr21SU .10 May21SU .12 Jul21SU .15'),
  row('2019', 'CU10', '15.2.922.7', '2021-06-29', 'Jul21SU .13 Oct21SU .14 Nov21SU .19 Jan22SU .20 Mar22SU .27'),
  row(
    '2019',
    'CU11',
    '15.2.986.5',
    '2021-09-28',
    'Oct21SU .9 Nov21SU .14 Jan22SU .15 Mar22SU .22 May22SU .26 Aug22SU .29 Oct22SU .30 Nov22SU .36 Jan23SU .37 Feb23SU .41 Mar23SU .42',
  ),
  row(
    '2019',
    'CU12',
    '15.2.1118.7',
    '2022-04-20',
    'May22SU .9 Aug22SU .12 Oct22SU .15 Nov22SU .20 Jan23SU .21 Feb23SU .25 Mar23SU .26 Jun23SU .30 Aug23SU .36 Aug23SUv2 .37 Oct23SU .39 Nov23SU .40',
  ),
  row(
    '2019',
    'CU13',
    '15.2.1258.12',
    '2023-05-03',
    'Jun23SU .16 Aug23SU .23 Aug23SUv2 .25 Oct23SU .27 Nov23SU .28 Mar24SU .32 Apr24HU .34 Nov24SU .38 Nov24SUv2 .39',
  ),
  row(
    '2019',
    'CU14',
    '15.2.1544.4',
    '2024-02-13',
    'Mar24SU .9 Apr24HU .11 Nov24SU .13 Nov24SUv2 .14 Apr25HU .25 May25HU .27 Aug25SU .33 Sep25HU .34 Oct25SU .36 Dec25SU .37 Feb26SU .39',
  ),
  row(
    '2019',
    'CU15',
    '15.2.1748.10',
    '2025-02-10',
    'Apr25HU .24 May25HU .26 Aug25SU .36 Sep25HU .37 Oct25SU .39 Dec25SU .42 Feb26SU .43',
  ),
];
