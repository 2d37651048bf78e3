package io.tidemark.systemtests;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** Reads settings from the source of the interfaces that map them, with what their Javadoc says. */
final class SettingReader {

    private static final Pattern INLINE_TAG = Pattern.compile("\\{@(?:code|link|linkplain|literal)\\s+([^{}]+)}");
    private static final Pattern WRAPPER = Pattern.compile("(?:Optional|List|Set)<(.+)>");
    private static final Map<String, String> TYPES = Map.of(
            "int", "integer",
            "long", "integer",
            "boolean", "boolean",
            "String", "text",
            "Duration", "duration",
            "MemorySize", "size");

    private final Map<String, String> defaults;

    /** @param defaults those that property files give, by name */
    SettingReader(Map<String, String> defaults) {
        this.defaults = defaults;
    }

    List<Setting> read(List<Path> sources) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
            var docs = DocTrees.instance(task);
            var settings = new ArrayList<Setting>();
            for (var unit : task.parse()) {
                for (var declared : unit.getTypeDecls()) {
                    if (declared instanceof ClassTree type) {
                        value(type.getModifiers(), "ConfigMapping", "prefix")
                                .ifPresent(prefix -> new Mapping(unit, docs, type).addTo(settings, prefix, type));
                    }
                }
            }
            return settings;
        }
    }

    /** One source file with a mapping, and the groups nested in it. */
    private final class Mapping {

        private final CompilationUnitTree unit;
        private final DocTrees docs;
        private final Map<String, ClassTree> groups = new HashMap<>();

        private Mapping(CompilationUnitTree unit, DocTrees docs, ClassTree type) {
            this.unit = unit;
            this.docs = docs;
            type.getMembers().stream()
                    .filter(ClassTree.class::isInstance)
                    .map(ClassTree.class::cast)
                    .forEach(group -> groups.put(group.getSimpleName().toString(), group));
        }

        private void addTo(List<Setting> settings, String prefix, ClassTree type) {
            for (var member : type.getMembers()) {
                if (member instanceof MethodTree method && method.getBody() == null) {
                    var name = prefix + "."
                            + value(method.getModifiers(), "WithName", "value")
                                    .orElseGet(() -> kebab(method.getName().toString()));
                    var returned = method.getReturnType().toString();
                    var group = groups.get(returned);
                    if (group != null) {
                        addTo(settings, name, group);
                    } else {
                        settings.add(setting(name, returned, method));
                    }
                }
            }
        }

        private Setting setting(String name, String returned, MethodTree method) {
            var fallback = Optional.ofNullable(defaults.get(name))
                    .or(() -> value(method.getModifiers(), "WithDefault", "value"))
                    .orElse("");
            return new Setting(name, type(returned), fallback, description(method));
        }

        /** What is said of the member, or of all of its group. */
        private String description(Tree member) {
            var path = TreePath.getPath(unit, member);
            return Optional.ofNullable(docs.getDocComment(path))
                    .or(() -> Optional.ofNullable(docs.getDocComment(path.getParentPath())))
                    .map(SettingReader::plain)
                    .orElse("");
        }
    }

    private static String plain(String comment) {
        var sentence = comment.lines()
                .map(String::strip)
                .takeWhile(line -> !line.startsWith("@"))
                .reduce("", (text, line) -> text.isEmpty() ? line : text + " " + line);
        return INLINE_TAG
                .matcher(sentence)
                .replaceAll("`$1`")
                .replace("|", "\\|")
                .strip();
    }

    private static String type(String returned) {
        var wrapper = WRAPPER.matcher(returned);
        if (wrapper.matches()) {
            var inner = type(wrapper.group(1));
            return returned.startsWith("Optional") ? inner : inner + ", …";
        }
        return TYPES.getOrDefault(returned, returned);
    }

    private static Optional<String> value(ModifiersTree modifiers, String annotation, String attribute) {
        return modifiers.getAnnotations().stream()
                .filter(found -> found.getAnnotationType().toString().equals(annotation))
                .map(AnnotationTree::getArguments)
                .flatMap(List::stream)
                .flatMap(argument -> value(argument, attribute).stream())
                .findFirst();
    }

    /** An annotation's only argument need not say its name. */
    private static Optional<String> value(ExpressionTree argument, String attribute) {
        return switch (argument) {
            case AssignmentTree named
            when named.getVariable().toString().equals(attribute) -> value(named.getExpression(), attribute);
            case LiteralTree literal -> Optional.of(String.valueOf(literal.getValue()));
            default -> Optional.empty();
        };
    }

    private static String kebab(String method) {
        return method.replaceAll("(\\p{Lower})(\\p{Upper})", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
