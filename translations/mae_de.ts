<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>Config</name>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Picture size</source>
        <translation>Bildgröße</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>Pictures are cut and scaled to a square of this side.</source>
        <translation>Bilder werden auf ein Quadrat dieser Seitenlänge zugeschnitten und skaliert.</translation>
    </message>
    <message>
        <source>Patch size</source>
        <translation>Patchgröße</translation>
    </message>
    <message>
        <source>Side of the square patches; must divide the picture size.</source>
        <translation>Seitenlänge der quadratischen Patches; muss die Bildgröße teilen.</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Numbers per token in the encoder; a multiple of 4 and of the heads.</source>
        <translation>Zahlen je Token im Encoder; ein Vielfaches von 4 und der Köpfe.</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Tiefe</translation>
    </message>
    <message>
        <source>blocks</source>
        <translation>Blöcke</translation>
    </message>
    <message>
        <source>Blocks of the encoder.</source>
        <translation>Blöcke des Encoders.</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>Köpfe</translation>
    </message>
    <message>
        <source>Attention heads of the encoder.</source>
        <translation>Aufmerksamkeitsköpfe des Encoders.</translation>
    </message>
    <message>
        <source>Decoder width</source>
        <translation>Decoder-Breite</translation>
    </message>
    <message>
        <source>Numbers per token in the decoder; a multiple of 4 and of its heads.</source>
        <translation>Zahlen je Token im Decoder; ein Vielfaches von 4 und seiner Köpfe.</translation>
    </message>
    <message>
        <source>Decoder depth</source>
        <translation>Decoder-Tiefe</translation>
    </message>
    <message>
        <source>Blocks of the decoder.</source>
        <translation>Blöcke des Decoders.</translation>
    </message>
    <message>
        <source>Decoder heads</source>
        <translation>Decoder-Köpfe</translation>
    </message>
    <message>
        <source>Attention heads of the decoder.</source>
        <translation>Aufmerksamkeitsköpfe des Decoders.</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Predict pixels, or pixels normalised within each patch (better features, needs statistics to be shown).</source>
        <translation>Pixel vorhersagen oder je Patch normalisierte Pixel (bessere Merkmale; zum Anzeigen werden Statistiken gebraucht).</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>Normalised pixels</source>
        <translation>Normalisierte Pixel</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>Maske</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>Strategie</translation>
    </message>
    <message>
        <source>How the hidden patches are chosen.</source>
        <translation>Wie die verdeckten Patches gewählt werden.</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>Zufällig</translation>
    </message>
    <message>
        <source>Each patch is hidden with the same probability.</source>
        <translation>Jeder Patch wird mit derselben Wahrscheinlichkeit verdeckt.</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Block</translation>
    </message>
    <message>
        <source>Rectangular blocks of patches are hidden.</source>
        <translation>Rechteckige Blöcke von Patches werden verdeckt.</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>Blöcke</translation>
    </message>
    <message>
        <source>Number of blocks that grow at once.</source>
        <translation>Anzahl der Blöcke, die gleichzeitig wachsen.</translation>
    </message>
    <message>
        <source>Aspect</source>
        <translation>Seitenverhältnis</translation>
    </message>
    <message>
        <source>Width of a block over its height.</source>
        <translation>Breite eines Blocks geteilt durch seine Höhe.</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Gitter</translation>
    </message>
    <message>
        <source>A regular lattice of patches stays visible.</source>
        <translation>Ein regelmäßiges Gitter von Patches bleibt sichtbar.</translation>
    </message>
    <message>
        <source>Uniform</source>
        <translation>Gleichmäßig</translation>
    </message>
    <message>
        <source>One patch stays visible in each cell, at a random place.</source>
        <translation>In jeder Zelle bleibt ein Patch an zufälliger Stelle sichtbar.</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>Zelle</translation>
    </message>
    <message>
        <source>patches</source>
        <translation>Patches</translation>
    </message>
    <message>
        <source>Side of a cell.</source>
        <translation>Seitenlänge einer Zelle.</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>Ausschnitt</translation>
    </message>
    <message>
        <source>A window at a random place stays visible.</source>
        <translation>Ein Fenster an zufälliger Stelle bleibt sichtbar.</translation>
    </message>
    <message>
        <source>Half</source>
        <translation>Hälfte</translation>
    </message>
    <message>
        <source>One side of the picture is hidden.</source>
        <translation>Eine Seite des Bildes wird verdeckt.</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>The side that is hidden first.</source>
        <translation>Die Seite, die zuerst verdeckt wird.</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>Oben</translation>
    </message>
    <message>
        <source>Bottom</source>
        <translation>Unten</translation>
    </message>
    <message>
        <source>Checkerboard</source>
        <translation>Schachbrett</translation>
    </message>
    <message>
        <source>Squares of one colour are hidden before any of the other colour.</source>
        <translation>Felder der einen Farbe werden vor denen der anderen verdeckt.</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Side of a square.</source>
        <translation>Seitenlänge eines Feldes.</translation>
    </message>
    <message>
        <source>Mask ratio</source>
        <translation>Maskierungsanteil</translation>
    </message>
    <message>
        <source>The share of patches that the encoder does not see.</source>
        <translation>Der Anteil der Patches, den der Encoder nicht sieht.</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Folders of pictures, or the word scenes for pictures drawn by the program.</source>
        <translation>Ordner mit Bildern, oder das Wort scenes für Bilder, die das Programm zeichnet.</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>Augmentierung</translation>
    </message>
    <message>
        <source>How a training picture is cut out of a file.</source>
        <translation>Wie ein Trainingsbild aus einer Datei ausgeschnitten wird.</translation>
    </message>
    <message>
        <source>None (centre crop)</source>
        <translation>Keine (Mitte)</translation>
    </message>
    <message>
        <source>Random crop and flip</source>
        <translation>Zufälliger Ausschnitt, gespiegelt</translation>
    </message>
    <message>
        <source>Smallest crop</source>
        <translation>Kleinster Ausschnitt</translation>
    </message>
    <message>
        <source>Smallest share of a picture&apos;s area that a random crop covers.</source>
        <translation>Kleinster Anteil der Bildfläche, den ein zufälliger Ausschnitt bedeckt.</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittelwert</translation>
    </message>
    <message>
        <source>Mean of red, green and blue that is subtracted.</source>
        <translation>Mittelwert von Rot, Grün und Blau, der abgezogen wird.</translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation>Standardabweichung</translation>
    </message>
    <message>
        <source>Standard deviation that red, green and blue are divided by.</source>
        <translation>Standardabweichung, durch die Rot, Grün und Blau geteilt werden.</translation>
    </message>
    <message>
        <source>Scenes</source>
        <translation>Szenen</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Number of pictures that the program draws when the data are scenes.</source>
        <translation>Anzahl der Bilder, die das Programm zeichnet, wenn die Daten Szenen sind.</translation>
    </message>
    <message>
        <source>Picture cache</source>
        <translation>Bildspeicher</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>Memory for decoded pictures.</source>
        <translation>Speicher für dekodierte Bilder.</translation>
    </message>
    <message>
        <source>Loader threads</source>
        <translation>Lade-Threads</translation>
    </message>
    <message>
        <source>Threads that decode and cut pictures.</source>
        <translation>Threads, die Bilder dekodieren und zuschneiden.</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Passes over the pictures.</source>
        <translation>Durchgänge durch die Bilder.</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Optimizer steps; 0 means that the epochs count.</source>
        <translation>Optimierungsschritte; 0 heißt, dass die Epochen zählen.</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Batchgröße</translation>
    </message>
    <message>
        <source>Pictures per forward and backward pass.</source>
        <translation>Bilder je Vorwärts- und Rückwärtsdurchgang.</translation>
    </message>
    <message>
        <source>Accumulate</source>
        <translation>Ansammeln</translation>
    </message>
    <message>
        <source>batches</source>
        <translation>Batches</translation>
    </message>
    <message>
        <source>Batches whose gradients are added up before a step.</source>
        <translation>Batches, deren Gradienten vor einem Schritt addiert werden.</translation>
    </message>
    <message>
        <source>Base learning rate</source>
        <translation>Basis-Lernrate</translation>
    </message>
    <message>
        <source>Learning rate for 256 pictures a step; scaled with the batch.</source>
        <translation>Lernrate bei 256 Bildern je Schritt; wächst mit dem Batch.</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Absolute learning rate; 0 means that the base learning rate counts.</source>
        <translation>Absolute Lernrate; 0 heißt, dass die Basis-Lernrate zählt.</translation>
    </message>
    <message>
        <source>Final learning rate</source>
        <translation>Letzte Lernrate</translation>
    </message>
    <message>
        <source>Where the cosine ends.</source>
        <translation>Wo der Kosinus endet.</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Aufwärmen</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Epochs in which the learning rate rises from 0.</source>
        <translation>Epochen, in denen die Lernrate von 0 ansteigt.</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Gewichtsabnahme</translation>
    </message>
    <message>
        <source>Decay of weight matrices, not of biases and norms.</source>
        <translation>Abnahme der Gewichtsmatrizen, nicht der Biases und Normen.</translation>
    </message>
    <message>
        <source>Beta 1</source>
        <translation>Beta 1</translation>
    </message>
    <message>
        <source>AdamW&apos;s first momentum.</source>
        <translation>Erstes Moment von AdamW.</translation>
    </message>
    <message>
        <source>Beta 2</source>
        <translation>Beta 2</translation>
    </message>
    <message>
        <source>AdamW&apos;s second momentum.</source>
        <translation>Zweites Moment von AdamW.</translation>
    </message>
    <message>
        <source>Clip norm</source>
        <translation>Gradientengrenze</translation>
    </message>
    <message>
        <source>Longest gradient that is applied; 0 means no clipping.</source>
        <translation>Längster Gradient, der angewandt wird; 0 heißt ohne Grenze.</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Arithmetic of the model; automatic measures which is faster here.</source>
        <translation>Arithmetik des Modells; automatisch misst, welche hier schneller ist.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>float32</source>
        <translation>float32</translation>
    </message>
    <message>
        <source>bfloat16</source>
        <translation>bfloat16</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Same seed, same run: order, crops, masks and first weights.</source>
        <translation>Gleicher Startwert, gleicher Lauf: Reihenfolge, Ausschnitte, Masken und erste Gewichte.</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>Save every</source>
        <translation>Sichern alle</translation>
    </message>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
    <message>
        <source>Minutes between checkpoints; 0 means never by time.</source>
        <translation>Minuten zwischen Sicherungen; 0 heißt nie nach Zeit.</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Steps between checkpoints; 0 means never by steps.</source>
        <translation>Schritte zwischen Sicherungen; 0 heißt nie nach Schritten.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>checkpoints</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>How many of the last checkpoints stay on disk; the best one stays too.</source>
        <translation>Wie viele der letzten Sicherungen bleiben; die beste bleibt auch.</translation>
    </message>
    <message>
        <source>Previews</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Preview every</source>
        <translation>Vorschau alle</translation>
    </message>
    <message>
        <source>Steps between reconstructions of the probe pictures.</source>
        <translation>Schritte zwischen Rekonstruktionen der Probebilder.</translation>
    </message>
    <message>
        <source>Probe pictures</source>
        <translation>Probebilder</translation>
    </message>
    <message>
        <source>Fixed pictures whose reconstructions are shown while training.</source>
        <translation>Feste Bilder, deren Rekonstruktionen während des Trainings gezeigt werden.</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Log every</source>
        <translation>Protokoll alle</translation>
    </message>
    <message>
        <source>Steps between lines of metrics.jsonl.</source>
        <translation>Schritte zwischen Zeilen von metrics.jsonl.</translation>
    </message>
    <message>
        <source>Stretch</source>
        <translation>Strecken</translation>
    </message>
    <message>
        <source>Native size</source>
        <translation>Eigene Größe</translation>
    </message>
    <message>
        <source>From visible neighbours</source>
        <translation>Aus sichtbaren Nachbarn</translation>
    </message>
    <message>
        <source>True statistics</source>
        <translation>Wahre Statistik</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Roh</translation>
    </message>
</context>
<context>
    <name>Recipe</name>
    <message>
        <source>Tiny</source>
        <translation>Winzig</translation>
    </message>
    <message>
        <source>A minute on a CPU: 64 px, patch 8, a small model.</source>
        <translation>Eine Minute auf einer CPU: 64 px, Patch 8, ein kleines Modell.</translation>
    </message>
    <message>
        <source>Small pictures</source>
        <translation>Kleine Bilder</translation>
    </message>
    <message>
        <source>For pictures of 32 px, such as CIFAR-10: patch 2.</source>
        <translation>Für Bilder von 32 px, etwa CIFAR-10: Patch 2.</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>What the bundled model uses: 96 px, patch 8, pixel target.</source>
        <translation>Wie das mitgelieferte Modell: 96 px, Patch 8, Ziel Pixel.</translation>
    </message>
    <message>
        <source>ViT-B/16 as published</source>
        <translation>ViT-B/16 wie veröffentlicht</translation>
    </message>
    <message>
        <source>The published recipe: 224 px, patch 16, normalised target, 4096 pictures a step.</source>
        <translation>Das veröffentlichte Rezept: 224 px, Patch 16, normalisiertes Ziel, 4096 Bilder je Schritt.</translation>
    </message>
</context>
</TS>
