/// The look of a page. Every text has a contrast of 4.5 : 1 at least, on light paper and on dark.
enum HTMLStyle {
  static let text = """

    :root{color-scheme:light dark;--paper:#fff;--ink:#1f2a33;--quiet:#55636e;--line:#dfe5ea;--card:#f4f7f9;--link:#24527a;--amber:#fdf0d5;--hot:#7a4b00}
    @media (prefers-color-scheme:dark){:root{--paper:#12181d;--ink:#e8edf1;--quiet:#a3b3be;--line:#2a343c;--card:#1b242b;--link:#8fc1ea;--amber:#3d2f12;--hot:#f3cf8a}}
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%}
    body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;overflow-wrap:break-word}
    header,main,footer{max-width:66rem;margin:0 auto;padding:0 1rem}
    header{padding-top:1.25rem}
    main:focus{outline:0}
    footer{padding-top:1rem;padding-bottom:1.5rem;font-size:.875rem}
    h1{font-size:1.6rem;line-height:1.2;margin:0 0 .25rem;letter-spacing:-.01em}
    h2{font-size:1.2rem;line-height:1.3;margin:2.25rem 0 .5rem}
    p{margin:.25rem 0;color:var(--quiet);max-width:46rem}
    a{color:var(--link)}
    :focus-visible{outline:3px solid var(--link);outline-offset:2px}
    .skip{position:absolute;left:-100rem}
    .skip:focus{left:1rem;top:.5rem;padding:.5rem 1rem;background:var(--paper);z-index:2}
    .tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(10.5rem,1fr));gap:.75rem;margin:1.25rem 0}
    .tiles div{background:var(--card);border-radius:.6rem;padding:.7rem .9rem;min-width:0}
    .tiles dt{font-size:.875rem;color:var(--quiet)}
    .tiles dd{margin:0;font-size:1.5rem;line-height:1.25;font-weight:600;font-variant-numeric:tabular-nums}
    .tiles .remark{font-size:.8125rem;line-height:1.4;font-weight:400;color:var(--quiet);margin-top:.2rem}
    nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;margin:0;padding:0}
    nav a{display:inline-block;padding:.25rem 0}
    figure{margin:1rem 0}
    figure svg{display:block;width:100%;height:auto}
    .scrolls{overflow-x:auto}
    .scrolls svg{min-width:44rem}
    .narrow{display:none}
    .table{overflow-x:auto}
    table{border-collapse:collapse;font-size:.875rem;font-variant-numeric:tabular-nums}
    caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    th,td{padding:.3rem .6rem .3rem 0;border-bottom:1px solid var(--line);text-align:left;white-space:nowrap;font-weight:400}
    thead th{color:var(--quiet);font-weight:600;white-space:normal;vertical-align:bottom;min-width:4.5rem}
    th:first-child{position:sticky;left:0;background:var(--paper)}
    th.n,td.n{text-align:right}
    tbody tr:hover>*{background:var(--card)}
    tbody .amber{background:var(--amber);color:var(--hot);font-weight:600;padding-left:.4rem}
    tfoot th,tfoot td{font-weight:600;border-bottom:0}
    summary{cursor:pointer;padding:.6rem 0;color:var(--link)}
    @media (max-width:40rem){
    h1{font-size:1.35rem}
    .tiles{grid-template-columns:repeat(2,minmax(0,1fr));gap:.5rem}
    .tiles div{padding:.6rem .7rem}
    .tiles dd{font-size:1.25rem}
    .wide{display:none}
    .narrow{display:block}
    }
    @media print{
    .skip,nav{display:none}
    .tiles div{border:1px solid var(--line)}
    figure,tr{break-inside:avoid}
    details::details-content{content-visibility:visible}
    }

    """
}
