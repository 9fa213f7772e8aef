namespace Workflows.Engine.Tests.Expressions;

/// <summary>An expression that is meant to do harm.</summary>
/// <param name="Family">What it tries: <c>loop</c>, <c>memory</c>, <c>recursion</c>, <c>pattern</c>, <c>nesting</c>, <c>escape</c>.</param>
/// <param name="Language"><c>JavaScript</c> or <c>Liquid</c>.</param>
public sealed record Bomb(string Family, string Language, string Source)
{
    public override string ToString() => $"{Language} {Family}: {(Source.Length <= 120 ? Source : $"{Source[..100]}… ({Source.Length:N0} characters)")}";
}

/// <summary>
/// Expressions that would hold a thread, fill the memory, end the process or leave the sandbox, made from families: what repeats times what is repeated, what grows
/// times how it grows, and so on, so that a gap beside one that was closed is tried as well.
/// </summary>
public static class Bombs
{
    public static IReadOnlyList<Bomb> All { get; } =
    [
        .. Scripts("loop", Loops()), .. Scripts("memory", Growing()), .. Scripts("recursion", Recursions()), .. Scripts("pattern", Patterns()),
        .. Scripts("nesting", Nested()), .. Scripts("escape", Escapes()),
        .. Templates("loop", TemplateLoops()), .. Templates("memory", TemplateGrowing()), .. Templates("nesting", TemplateNested()), .. Templates("escape", TemplateEscapes()),
    ];

    private static IEnumerable<Bomb> Scripts(string family, IEnumerable<string> sources) => sources.Select(source => new Bomb(family, "JavaScript", source));

    private static IEnumerable<Bomb> Templates(string family, IEnumerable<string> sources) => sources.Select(source => new Bomb(family, "Liquid", source));

    private static string Times(string part, int count) => string.Concat(Enumerable.Repeat(part, count));

    private static IEnumerable<string> Loops()
    {
        string[] endless = ["while (true) {}", "for (;;) {}", "do {} while (1)", "a: for (;;) { for (;;) continue a }"];
        foreach (var loop in endless) yield return loop;

        // The same inside of everything that calls back.
        string[] callers =
        [
            "[1].map(() => {0})", "[2, 1].sort(() => {0})", "'a'.replace(/a/, () => {0})", "JSON.parse('[1]', () => {0})", "JSON.stringify({ toJSON() {0} })",
            "Array.from([1], () => {0})", "new Promise(() => {0})", "Promise.resolve(1).then(() => {0})", "(async () => {0})()", "new (class { constructor() {0} })()",
            "`${ { toString() {0} } }`", "+{ valueOf() {0} }", "({ get a() {0} }).a", "({ set a(x) {0} }).a = 1", "new Proxy({}, { get() {0} }).x", "new Proxy({}, { ownKeys() {0} }) && Object.keys(new Proxy({}, { ownKeys() {0} }))",
            "'x' in new Proxy({}, { has() {0} })", "[...{ [Symbol.iterator]() {0} }]", "(function* () {0})().next()", "({ [Symbol.toPrimitive]() {0} }) + ''", "(() => { try { throw 1 } catch { {0} } finally { {0} } })()",
            "1 instanceof { [Symbol.hasInstance]() {0} }", "Reflect.apply(() => {0}, null, [])", "((x = (() => {0})()) => x)()", "class A { static x = (() => {0})() }", "return { get late() {0} }",
            "variables.x = { get late() {0} }; return 1",
        ];
        foreach (var caller in callers) yield return caller.Replace("{0}", "{ while (true) {} }", StringComparison.Ordinal);

        string[] endlessly =
        [
            "const e = { *[Symbol.iterator]() { while (true) yield 1 } };",
            "const e = { [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }) }) };",
        ];
        string[] eaters = ["[...e]", "Array.from(e)", "new Set(e)", "new Map(e)", "Promise.all(e)", "for (const x of e) {}", "Math.max(...e)", "const [a, ...b] = e", "Object.fromEntries(e)", "new WeakSet(e)"];
        foreach (var endlessList in endlessly)
            foreach (var eater in eaters) yield return $"{endlessList} {eater}";

        yield return "Array.prototype.indexOf.call({ length: 1e15 }, 1)";
        yield return "Array.prototype.reduce.call({ length: 2 ** 53 - 1 }, x => x, 0)";
        yield return "Array.prototype.reverse.call({ length: 2 ** 53 - 1 })";
        yield return "Array.prototype.fill.call({ length: 1e12 }, 0)";
        yield return "Array.prototype.lastIndexOf.call({ length: 1e15 }, 1)";
        yield return "Array.prototype.includes.call({ length: 1e15 }, 1)";
        yield return "Array.prototype.every.call({ length: 1e15, 0: 1 }, () => true)";
        yield return "Array.prototype.copyWithin.call({ length: 1e15 }, 0, 1)";
        yield return "Array.prototype.unshift.call({ length: 2 ** 53 - 2 }, 1)";
        yield return "Array.prototype.splice.call({ length: 1e15 }, 0, 1)";
        yield return "const a = []; a.length = 4294967295; a.indexOf(1)";
        yield return "const a = []; a[4294967294] = 1; a.sort()";
        yield return "const a = []; a[4294967294] = 1; a.join()";
        yield return "const a = []; a[4294967294] = 1; return a";
        yield return "const a = [1]; a.forEach(x => a.push(x)); for (const x of a) a.push(x)";
        yield return "const m = new Map([[1, 1]]); for (const [k] of m) { m.delete(k); m.set(k + 1, 1) }";
        yield return "const s = new Set([1]); s.forEach(x => { s.delete(x); s.add(x + 1) })";
        yield return "async function f() { while (true) await 1 } f()";
        yield return "async function* g() { while (true) yield 1 } (async () => { for await (const x of g()) {} })()";
        yield return "(function f() { Promise.resolve().then(f) })()";
    }

    private static IEnumerable<string> Growing()
    {
        string[] doubling =
        [
            "s = s + s", "s += s", "s = `${s}${s}`", "s = s.concat(s)", "s = [s, s].join('')", "s = s.repeat(2)", "s = s.padEnd(s.length * 2, s)", "s = s.padStart(s.length * 2, s)", "s = s.replace(/^/, s)",
            "s = s.replaceAll('x', 'xx')", "s = encodeURIComponent(s + '%')", "s = s.split('').join('ab')", "s = JSON.stringify(s + '\"')", "s = String.raw({ raw: [s, s] }, s)", "s = escape(s + '%')", "s = s.normalize('NFD') + s",
            "s = s.toUpperCase() + s", "s = [...s, ...s].join('')", "s = stringToBase64(s) + s", "s = Array.from(s).concat(Array.from(s)).toString()", "s = toJson([s, s])", "s = Object.keys({ [s + s]: 1 })[0]",
        ];
        foreach (var step in doubling) yield return $"let s = 'xxxxxxxx'; while (true) {{ {step} }}";

        string[] lists =
        [
            "a.push(a.slice())", "a = a.concat(a)", "a = [...a, ...a]", "a.push(...a)", "a = a.flatMap(x => [x, x])", "a = [a, a].flat(Infinity)", "a = a.toSpliced(0, 0, ...a)", "a.splice(0, 0, ...a)", "a = Array.from({ length: a.length * 2 })",
            "a = a.map(() => new Array(1000).fill(1))", "a.unshift(...a)", "a = Object.values({ ...a, ...a.map((x, i) => i) }).concat(a)", "a.length *= 2",
        ];
        foreach (var step in lists) yield return $"let a = [1, 2, 3, 4]; while (true) {{ {step} }}";

        string[] sizes = ["1e6", "1e8", "4294967295"];
        string[] makers = ["new Array({0}).fill(1)", "Array.from({ length: {0} })", "Array({0}).join('x')", "'x'.padStart({0})", "[].concat(...new Array({0}))", "Array.apply(null, { length: {0} })", "String.fromCharCode(...new Array({0}))", "new Array({0}).toString()"];
        foreach (var maker in makers)
            foreach (var size in sizes) yield return maker.Replace("{0}", size, StringComparison.Ordinal);

        yield return "const o = {}; for (let i = 0; ; i++) o['k' + i] = new Array(100)";
        yield return "const m = new Map(); for (let i = 0; ; i++) m.set(i, 'x'.repeat(1000) + i)";
        yield return "let o = null; while (true) o = { o, p: [o] }";
        yield return "const f = []; while (true) { const big = new Array(1000).fill(1); f.push(() => big) }";
        yield return "Symbol('x'.repeat(999999)); const t = []; while (true) t.push(Symbol('x'.repeat(9999) + t.length))";
        yield return "(1e21 ** 2).toString(2).repeat(1e5)";
        yield return "for (let i = 0; ; i++) setVariable('v' + i, 'x'.repeat(100000))";
        yield return "for (let i = 0; ; i++) variables['v' + i] = 'x'.repeat(100000)";
        yield return "while (true) setWorkflowInstanceName('x'.repeat(900000))";
        yield return "const a = []; for (let i = 0; i < 10; i++) a.push('x'.repeat(999999)); return a";
        yield return "bytesFromBase64(stringToBase64('x'.repeat(999999)))";
        yield return "(123.456).toFixed(100).repeat(10000)";
        yield return "new Intl.NumberFormat('en', { minimumFractionDigits: 100 }).format(1).repeat(1e6)";
        yield return "new Error('x'.repeat(999999)).stack.repeat(1000)";
    }

    private static IEnumerable<string> Recursions()
    {
        string[] selves =
        [
            "function f() { f() } f()", "const f = () => f(); f()", "function f() { return [1].map(f) } f()", "function a() { b() } function b() { a() } a()", "({ get a() { return this.a } }).a", "const o = { toString: () => `${o}` }; `${o}`",
            "const o = { valueOf: () => +o }; +o", "const o = { toJSON: () => JSON.stringify(o) }; JSON.stringify(o)", "class A { constructor() { new A() } } new A()", "const p = new Proxy({}, { get: (t, k, r) => r[k] }); p.x",
            "function f() { try { f() } finally { f() } } f()", "function f(x = f()) {} f()", "const o = { [Symbol.toPrimitive]: () => o + 1 }; o + 1", "function f() { return f.apply(this, arguments) } f()", "function f() { return Reflect.construct(f, []) } f()",
            "let g = function* () { yield* g() }; [...g()]", "'a'.replace('a', function f() { return 'a'.replace('a', f) })", "[2, 1].sort(function f() { return [2, 1].sort(f)[0] })", "let f = x => x; for (let i = 0; i < 5000; i++) { const g = f; f = x => g(x) } f(1)",
            "let f = function () {}; for (let i = 0; i < 20000; i++) f = f.bind(null); f()", "let p = {}; for (let i = 0; i < 20000; i++) p = new Proxy(p, {}); p.x", "let o = {}; for (let i = 0; i < 20000; i++) o = Object.create(o); o.x",
            "let a = []; for (let i = 0; i < 20000; i++) a = [a]; a.flat(Infinity)", "let a = []; for (let i = 0; i < 20000; i++) a = [a]; return a", "let a = []; for (let i = 0; i < 20000; i++) a = [a]; JSON.stringify(a)", "let a = []; for (let i = 0; i < 20000; i++) a = [a]; String(a)",
            "let a = {}; for (let i = 0; i < 20000; i++) a = { a }; toJson(a)", "let a = {}; for (let i = 0; i < 20000; i++) a = { a }; variables.x = a", "const a = []; a[0] = a; String(a) + JSON.stringify(a)", "const a = {}; a.a = a; setVariable('x', a)",
        ];
        return selves;
    }

    private static IEnumerable<string> Patterns()
    {
        string[] slow = ["^(a+)+$", "^(a|aa)+$", "^(a|a?)+$", "^([a-zA-Z]+)*$", "^(a*)*b$", "(.*a){20}$", "^(([a-z])+.)+[A-Z]$", @"^(\w+\s?)*$", "(?=(a+))a*b\\1$", "^(?:a+)+?$", "((a*)*)*c", "(a?){40}a{40}$"];
        string[] uses = ["/{0}/.test({1})", "new RegExp('{0}').exec({1})", "{1}.match(/{0}/g)", "{1}.search(/{0}/)"];
        for (var i = 0; i < slow.Length; i++)
            for (var j = 0; j < 2; j++)
                yield return uses[(i + j) % uses.Length].Replace("{0}", (i + j) % uses.Length == 1 ? slow[i].Replace("\\", "\\\\", StringComparison.Ordinal) : slow[i], StringComparison.Ordinal).Replace("{1}", "('a'.repeat(60) + '!')", StringComparison.Ordinal);

        yield return "('a'.repeat(60) + '!').split(/^(a+)+$/)";
        yield return "[...('a'.repeat(60) + '!').matchAll(/(a+)+$/g)]";
        yield return "('a'.repeat(60) + '!').replace(/^(a+)+$/, 'b')";
        yield return "('a'.repeat(60) + '!').replaceAll(/(a+)+$/g, 'b')";
        yield return "let n = 0; while (true) { try { /^(a+)+$/.test('a'.repeat(60) + '!') } catch { n++ } }";
        yield return "new RegExp('(a{1,1000}){1,1000}b').test('a'.repeat(5000))";
        yield return "new RegExp('((((a{1,99}){1,99}){1,99}){1,99})').test('a'.repeat(5000))";
        yield return "new RegExp('a{2147483647}').test('a')";
        yield return "new RegExp('['.repeat(5000)).test('a')";
        yield return "new RegExp('('.repeat(20000) + 'a' + ')'.repeat(20000)).test('a')";
        yield return "new RegExp('(?:'.repeat(20000) + 'a' + ')*'.repeat(20000)).test('a')";
        yield return "new RegExp('a|'.repeat(100000)).test('b')";
    }

    /// <summary>A parser that calls itself for what is inside runs out of stack, which nothing can catch.</summary>
    private static IEnumerable<string> Nested()
    {
        foreach (var depth in new[] { 2_000, 100_000 })
        {
            yield return Times("(", depth) + "1" + Times(")", depth);
            yield return Times("[", depth) + Times("]", depth);
            yield return "return " + Times("{a:", depth) + "1" + Times("}", depth);
            yield return "1" + Times("+1", depth);
            yield return "'a'" + Times("+'a'", depth);
            yield return Times("!", depth) + "1";
            yield return Times("1,", depth) + "1";
            yield return Times("{", depth) + Times("}", depth);
            yield return Times("x=>", depth) + "1";
            yield return Times("if(1)", depth) + "1";
            yield return "a" + Times(".a", depth);
            yield return "a" + Times("[0]", depth);
            yield return "a" + Times("()", depth);
            yield return Times("1?1:", depth) + "1";
            yield return Times("`${", depth) + "1" + Times("}`", depth);
            yield return "1" + Times("**1", depth);
            yield return "1" + Times("&&1", depth);
            yield return Times("a=", depth) + "1";
            yield return Times("function f(){", depth) + Times("}", depth);
            yield return Times("for(;0;)", depth) + "1";
            yield return "/" + Times("(", depth) + "a" + Times(")", depth) + "/.test('a')";
        }

        foreach (var depth in new[] { "1000", "100000" })
        {
            yield return $"JSON.parse('['.repeat({depth}) + ']'.repeat({depth}))";
            yield return $"JSON.parse('{{\"a\":'.repeat({depth}) + '1' + '}}'.repeat({depth}))";
        }
    }

    /// <summary>Ways out of the sandbox: the result is a refusal or nothing of use.</summary>
    private static IEnumerable<string> Escapes()
    {
        string[] functions = ["(() => 1)", "(function () {})", "(async () => 1)", "(function* () {})", "(async function* () {})", "getVariable", "Array", "Math.max", "''.sub", "(class {})"];
        foreach (var function in functions) yield return $"{function}.constructor('return 4711')()";

        string[] words =
        [
            "eval('4711')", "Function('return 4711')()", "new Function('return 4711')()", "setTimeout('4711')", "this.constructor.constructor('return 4711')()", "Reflect.construct(Function, ['return 4711'])()", "[].filter.constructor('return 4711')()",
            "Object.getPrototypeOf(async () => {}).constructor('return 4711')()", "import('fs')", "require('fs').readFileSync('/etc/passwd')", "process.exit(1)", "process.env", "importNamespace('System')", "System.IO.File.ReadAllText('/etc/passwd')",
            "System.Environment.Exit(1)", "System.Diagnostics.Process.Start('id')", "clr.System", "host.exit()", "globalThis.process.exit()", "getVariable.GetType().Assembly", "variables.GetType().Assembly", "getVariable.Method.Module",
            "new Date().GetType().Assembly", "args.constructor.constructor('return 4711')()", "getInput.call.constructor('return 4711')()", "(0, eval)('4711')", "new WebAssembly.Module()", "fetch('http://127.0.0.1/')", "new XMLHttpRequest()", "new Worker('x')",
            "getVariable('Stream').GetType().Assembly.GetType('System.IO.File').GetMethods()", "getVariable('Broken').TargetSite.Module.Assembly.Location", "getVariable('Kind').Assembly.Location", "variables.Stream.BaseStream", "variables.Broken.GetType()", "variables.Kind.GetMethods()",
            "Object.getOwnPropertyNames(variables.Stream).map(x => variables.Stream[x])", "new ShadowRealm().evaluate('4711')", "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)", "console.log.constructor('return 4711')()",
        ];
        foreach (var word in words) yield return word;

        // What one script changes of the language is not there for the next one.
        yield return "Object.prototype.polluted = 4711; Object.prototype.__proto__";
        yield return "({}).__proto__.polluted = 4711; undefined";
        yield return "Array.prototype.map = () => 4711; undefined";
        yield return "JSON.parse('{\"__proto__\": {\"polluted\": 4711}}').polluted";
        yield return "Object.assign({}, JSON.parse('{\"__proto__\": {\"polluted\": 4711}}')).x";
        yield return "variables.__proto__ = { polluted: 4711 }; undefined";
        yield return "setVariable('__proto__', { polluted: 4711 }); undefined";
        yield return "variables.constructor.prototype.polluted = 4711; undefined";
        yield return "String.prototype.toString = () => 4711; undefined";
        yield return "Object.defineProperty(Object.prototype, 'polluted', { get: () => 4711 }); undefined";
    }

    private static IEnumerable<string> TemplateLoops()
    {
        foreach (var most in new[] { "100000", "10000000", "2000000000", "99999999999999999999" })
        {
            yield return $"{{% for i in (1..{most}) %}}x{{% endfor %}}";
            yield return $"{{% tablerow i in (1..{most}) cols:2 %}}x{{% endtablerow %}}";
            foreach (var filter in new[] { "size", "join: ''", "sort", "uniq", "reverse", "first", "last", "map: 'x'", "concat: r", "json", "keys", "compact", "slice: 0, 1" })
                yield return $"{{% assign r = (1..{most}) %}}{{{{ r | {filter} }}}}";
        }
        foreach (var depth in new[] { 3, 6 })
            yield return Times("{% for i in (1..9000) %}", depth) + "x" + Times("{% endfor %}", depth);
        yield return "{% for i in (1..9999) %}{% for j in (1..9999) %}{% cycle 'a', 'b' %}{% endfor %}{% endfor %}";
        yield return "{% for i in (1..9999) %}{% for j in (1..9999) %}{% increment n %}{% endfor %}{% endfor %}";
        yield return "{% for i in (1..9999) %}{% for j in (1..9999) %}{% if i == j %}x{% endif %}{% endfor %}{% endfor %}";
        yield return "{% for i in (1..9999) reversed limit:9999 offset:-9999 %}{% for j in (1..9999) %}{{ i | times: j | times: j }}{% endfor %}{% endfor %}";
        yield return "{{ 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa<<<<<<<<<<<<<' | strip_html }}";
        yield return "{{ '" + Times("<", 20_000) + "' | strip_html }}";
        yield return "{{ '" + Times("<script", 5_000) + "' | strip_html }}";
        yield return "{{ '" + Times("<!--", 5_000) + "' | strip_html }}";
    }

    private static IEnumerable<string> TemplateGrowing()
    {
        string[] doubling =
        [
            "{% assign s = s | append: s %}", "{% assign s = s | prepend: s %}", "{% capture s %}{{ s }}{{ s }}{% endcapture %}", "{% assign s = s | replace: 'x', 'xx' %}", "{% assign s = s | split: '' | join: 'xx' %}", "{% assign s = s | url_encode | append: s %}",
            "{% assign s = s | append: '<' | escape | append: s %}", "{% assign s = s | newline_to_br | append: s %}", "{%- assign s = s | append: s -%}", "{% capture t %}{{ s }}{{ s }}{% endcapture %}{% assign s = t %}",
        ];
        foreach (var step in doubling) yield return $"{{% assign s = 'xxxxxxxxxx' %}}{{% for i in (1..60) %}}{step}{{% endfor %}}{{{{ s | size }}}}";
        const string Long = "{% assign s = 'xxxxxxxxxx' %}{% for i in (1..16) %}{% assign s = s | append: s %}{% endfor %}";
        string[] uses =
        [
            "{{ s | replace: 'x', s }}", "{{ s | replace: '', s }}", "{{ s | split: '' | join: s }}", "{% for i in (1..9000) %}{{ s }}{% endfor %}", "{% assign a = s | split: '' %}{{ a | concat: a | concat: a | join: s }}", "{{ s | slice: 0, 999999 | append: s }}",
            "{{ s | split: '' | sort | uniq | join: s }}", "{{ s | split: '' | map: 'size' | join: s }}", "{{ s | truncate: 2000000000, s }}", "{{ s | date: s }}", "{{ 'now' | date: s }}", "{{ s | replace_first: 'x', s | replace_first: 'x', s }}", "{{ s | json | json | json }}", "{{ s | base64 | base64 | base64 | base64 | base64 }}",
            "{{ s | truncatewords: 1, s }}", "{{ s | remove: '' }}{{ s | upcase | downcase | capitalize }}", "{{ 10 | times: 99999999999 | times: 99999999999 | times: 99999999999 }}", "{{ s | pad_left: 99999999 }}", "{{ s | md5 }}", "{{ 1 | round: 999999999 }}",
        ];
        foreach (var use in uses) yield return Long + use;
    }

    private static IEnumerable<string> TemplateNested()
    {
        foreach (var depth in new[] { 2_000, 60_000 })
        {
            yield return Times("{% if true %}", depth) + "x" + Times("{% endif %}", depth);
            yield return Times("{% for i in (1..1) %}", depth) + "x" + Times("{% endfor %}", depth);
            yield return "{{ a" + Times(".a", depth) + " }}";
            yield return "{{ a" + Times("[a", depth) + Times("]", depth) + " }}";
            yield return "{{ 'a'" + Times(" | append: 'a'", depth) + " }}";
            yield return "{% if a" + Times(" or a", depth) + " %}x{% endif %}";
            yield return Times("{{", depth);
            yield return Times("{%", depth);
            yield return Times("{% comment %}", depth);
            yield return Times("{% raw %}", depth);
            yield return "{% case a %}" + Times("{% when 1 %}x", depth) + "{% endcase %}";
        }
    }

    private static IEnumerable<string> TemplateEscapes() =>
    [
        "{% include '/etc/passwd' %}", "{% include '../../../../etc/passwd' %}", "{% include 'x' with y %}", "{% extends '/etc/passwd' %}", "{% extends 'x' %}", "{{ Variables.GetType }}", "{{ Variables.GetType.Assembly.Location }}", "{{ Variables.BeforeMethod }}", "{{ Variables.InvokeDrop }}",
        "{{ Variables.Context.Registers }}", "{{ Variables.Stream.GetType }}", "{{ Variables.Stream.BaseStream }}", "{{ Variables.Broken.TargetSite }}", "{{ Variables.Kind.Assembly }}", "{{ 'x' | GetType }}", "{{ 'x' | system: 'id' }}", "{{ 'x' | eval }}", "{% assign Variables = 'y' %}{{ Variables.GetType }}",
        "{{ Input.__proto__ }}", "{{ WorkflowInstanceId.GetType.Module }}", "{% load 'x' %}", "{% import 'x' %}", "{% param x = 4711 %}", "{{ self }}{{ this }}{{ context }}{{ registers }}",
    ];
}
